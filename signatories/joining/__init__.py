"""Asking to look after an association that is already a signatory."""
