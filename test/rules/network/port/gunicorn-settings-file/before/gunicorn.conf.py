'''Settings.'''

# everywhere
bind = '0.0.0.0:8123'
threads = 3