"""What a secret key must be, so that nobody tries them all."""

LENGTH = 50
VARIETY = 12  # different characters: 64 hexadecimal digits have their 16, but for once in ten million


def is_weak(key: str) -> bool:
    """Whether somebody could guess this key; one drawn at random never is."""
    return len(key) < LENGTH or len(set(key)) < VARIETY
