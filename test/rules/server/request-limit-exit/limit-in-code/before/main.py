import os

import uvicorn

if __name__ == "__main__":
    uvicorn.run("desk:desk", host="0.0.0.0",
                port=int(os.environ["PORT"]), limit_max_requests=900)
