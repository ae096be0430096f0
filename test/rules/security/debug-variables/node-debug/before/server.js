const express = require('express');

express().listen(process.env.PORT || 3000, '0.0.0.0');
