"""Laboratories: notebooks that are executed while the site is built. An extra, for sites that have some."""
