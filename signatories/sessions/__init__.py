"""The federation's signing sessions: a room, a QR code, a list that fills."""
