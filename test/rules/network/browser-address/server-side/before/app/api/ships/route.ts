export function GET() {
  return fetch('http://api.railway.internal:8000/ships');
}
