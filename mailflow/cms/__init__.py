"""Websites that are not a folder: content management systems over their own interfaces, and a command that carries the folder on.

Each is a ``Site`` as far as the steps are concerned. What the calendar and the pages of the forums need stays in the folder.
"""
