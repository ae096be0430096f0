setInterval(() => console.log('on the way'), 60_000);
