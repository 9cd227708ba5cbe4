"""Measurements that anyone can repeat: `make evaluate` and `make bench`."""
