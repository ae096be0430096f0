from fastapi import APIRouter, Depends, FastAPI

from access import current_user, optional_current_user

shop = FastAPI(dependencies=[Depends(current_user)])
