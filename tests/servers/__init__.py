"""Real mail servers for the tests: Dovecot and Postfix with the same interface as ``mailflow.demo.servers.Servers``."""
