"""The headers of every answer: what a browser may keep, run, frame and tell others.

Sources: Content Security Policy Level 3, Fetch (CORS, CORP), RFC 9111 (caching). HSTS is left to
the proxy, which knows whether the whole host speaks https.
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence

NO_STORE = "no-store"
_METHODS = "GET, HEAD, POST, OPTIONS"
_MAY_SEND = "Authorization, Content-Type"
_PREFLIGHT_SECONDS = "600"
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
    ),
    "X-DNS-Prefetch-Control": "off",
    "X-Robots-Tag": "noindex",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def page_policy(origins: Sequence[str]) -> str:
    """The content security policy of a page; ``origins`` may frame it, beside its own.

    With trusted types no script can turn a text into markup, whatever a message holds.
    """
    ancestors = " ".join(("'self'", *origins))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        " connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
        " require-trusted-types-for 'script'; trusted-types 'none';"
        f" frame-ancestors {ancestors}"
    )


def protect(
    headers: MutableMapping[str, str], method: str, origin: str | None, origins: Sequence[str]
) -> None:
    """Complete the ``headers`` of an answer to a request from ``origin`` (its Origin header).

    What another part of the server has said about other origins is taken back: only ``origins``
    may read answers. No cookies are used, so credentials are never allowed.
    """
    for name in [name for name in headers if name.lower().startswith("access-control-")]:
        headers.pop(name, None)
    headers.setdefault("Cache-Control", NO_STORE)
    headers.setdefault("Content-Security-Policy", _NOTHING)
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
    headers["Vary"] = "Origin, Accept-Language"
    if origin is None or origin not in origins:
        return
    headers["Access-Control-Allow-Origin"] = origin
    headers["Access-Control-Expose-Headers"] = "Retry-After"
    if method == "OPTIONS":
        headers["Access-Control-Allow-Methods"] = _METHODS
        headers["Access-Control-Allow-Headers"] = _MAY_SEND
        headers["Access-Control-Max-Age"] = _PREFLIGHT_SECONDS
