"""The yearly meeting: a gathering of `participation`, with the notes of `debates`, and what a yearly one adds."""
