import logging
import sys
from fastapi import FastAPI

quay = FastAPI()
