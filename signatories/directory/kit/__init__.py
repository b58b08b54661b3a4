"""What a signatory needs to say that it signed."""
