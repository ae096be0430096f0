import time

while True:
    time.sleep(7)  # waits
