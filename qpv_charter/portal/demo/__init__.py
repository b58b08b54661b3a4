"""The demonstration: whom to be, what to try, the mail it sent. Absent from any real site."""
