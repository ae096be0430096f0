import express from 'express'

const quay = express()
quay.get('/', (request, response) => {
  console.log(JSON.stringify({
    level: 'info', message: 'asked', path: request.path,
  }))
  response.end()
})
quay.listen(process.env.PORT)
