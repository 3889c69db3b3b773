"""How fast mailflow is, against the plainest script that does half of it in the same run."""
