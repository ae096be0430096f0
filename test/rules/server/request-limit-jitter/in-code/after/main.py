import uvicorn

if __name__ == "__main__":
    uvicorn.run("desk:desk", workers=3, limit_max_requests=800, limit_max_requests_jitter=80)  # leaks
