"""Clock: deadlines of cases, and the dated calendar that an administrator extends."""
