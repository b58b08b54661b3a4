"""`make bench`: speed and memory as ratios within one run, never as bounds on a noisy machine's seconds."""
