"""Every write of yearly meetings: announcing, who was there, what the room put on the wall, approving."""
