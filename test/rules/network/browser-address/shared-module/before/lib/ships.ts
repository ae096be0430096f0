export const ships = async () => (await fetch('http://api.railway.internal:8000/ships')).json();
