"""What a secret key must be, so that nobody tries them all."""

import zlib

LENGTH = 50
SMALLEST = 40  # bytes, compressed: what was drawn at random hardly gets smaller, "abcdefghijkl" five times does
VARIETY = 12  # different characters: 64 hexadecimal digits have their 16, but for once in ten million


def is_weak(key: str) -> bool:
    """Whether somebody could guess this key; one drawn at random never is."""
    repeats = len(zlib.compress(key.encode(), 9)) < SMALLEST
    return len(key) < LENGTH or len(set(key)) < VARIETY or repeats or " " in key
