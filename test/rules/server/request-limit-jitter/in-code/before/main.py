import uvicorn

if __name__ == "__main__":
    uvicorn.run("desk:desk", workers=3, limit_max_requests=800)  # leaks
