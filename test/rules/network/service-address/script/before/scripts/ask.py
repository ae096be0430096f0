import httpx

print(httpx.get("https://stock-1.up.railway.app/all", timeout=3))
