'use client';
export default function Page() {
  void fetch('https://api-production.up.railway.app/ships');
  return null;
}
