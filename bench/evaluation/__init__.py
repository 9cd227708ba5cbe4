"""The parts of `make evaluate`: each module measures one thing and renders it to Markdown."""
