import http from 'node:http';
import net from 'node:net';

// commands for the trackers come by HTTP
http.createServer((request, response) => response.end('sent')).listen(Number(process.env.COMMAND_PORT ?? 5024));
net.createServer((socket) => socket.on('data', (data) => socket.write(data))).listen(Number(process.env.TRACKER_PORT ?? 5023), '0.0.0.0');
