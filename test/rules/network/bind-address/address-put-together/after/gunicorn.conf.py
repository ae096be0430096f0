import os

bind = "0.0.0.0:" + os.environ.get("PORT", "8123")  # proxy
threads = 3
