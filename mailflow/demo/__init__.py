"""A round played on real servers in this process: what `mailflow demo` shows and the tests run on."""
