import httpx

# by hand
with httpx.Client(timeout=9) as client:
    print(client.get("https://rates.example/latest").json())
