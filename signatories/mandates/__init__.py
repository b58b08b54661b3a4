"""The mandate beside a signature, as its association keeps it: renewed, and proved by an extract."""
