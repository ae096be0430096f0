import express from 'express';

express().get('/alive', (request, response) => response.send('yes')).listen(process.env.PORT);
