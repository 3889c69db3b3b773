"""A whole small world from one number: an association, its mailbox, its people, weeks of time, and everything that breaks.

One seed is one world. The store, the steps, the parsers and the letters are the real ones; mailbox, mail server, website
and clock are small stand-ins that fail as the seed says, and the process dies at whatever step the seed says. When the
faults stop and everything has come to rest, the invariants are checked: nothing lost, nothing doubled, nothing published
that somebody objected to.

    PYTHONPATH=tests python -m simulator --seeds 200
    PYTHONPATH=tests python -m simulator --seed 17 --verbose
"""
