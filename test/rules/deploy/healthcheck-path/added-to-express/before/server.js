'use strict'

const express = require('express')
const helmet = require('helmet')
const requireToken = require('./token')

const app = express()
app.disable('x-powered-by')
app.use(helmet())
app.use(express.json({ limit: '37kb' }))

// Everything below asks who it is.
app.use(requireToken)

app.get('/papers', (req, res) => {
    res.json([])
})

app.use((req, res) => res.status(404).end())

app.listen(process.env.PORT || 3107, '0.0.0.0')
