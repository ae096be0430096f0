from os import cpu_count

# the old formula
workers = (cpu_count() or 1) * 2 + 1
