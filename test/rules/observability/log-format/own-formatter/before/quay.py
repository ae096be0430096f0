from fastapi import FastAPI

from lines import set_up

set_up()
quay = FastAPI()
