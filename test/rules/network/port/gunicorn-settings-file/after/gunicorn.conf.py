'''Settings.'''

import os

# everywhere
bind = f'0.0.0.0:{os.environ.get("PORT", "8123")}'
threads = 3