import requests

# what the night brings
print(requests.get("https://harbour.example/tides", timeout=10).status_code)
