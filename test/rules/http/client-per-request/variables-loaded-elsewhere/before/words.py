from fastapi import APIRouter
from openai import AsyncOpenAI
router = APIRouter()


@router.get("/words")
async def words():
    answer = await AsyncOpenAI().chat.completions.create(model="small", messages=[])
    return answer.choices[0].message.content
