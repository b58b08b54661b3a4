"""Every write of a signing: begun, saved, confirmed, reminded."""
