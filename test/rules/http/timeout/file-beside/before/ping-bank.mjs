import fetch from 'node-fetch';

(async () => {
  const answer = await fetch('https://bank.example/health');
  console.log(answer.status);
})();
