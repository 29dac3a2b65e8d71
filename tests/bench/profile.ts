import { createBenchWorld, silent, startPings, stepBench } from './net';
const n = Number(process.argv[2] ?? 10);
const world = createBenchWorld(n);
startPings(world, n, n === 2 ? 1 : n === 1000 ? 1 : 9, n === 1000 ? 200 : 4000, silent);
let hops = 0;
const tap = { frame: () => { hops++; }, why: null };
const t = process.cpuUsage();
while (stepBench(world, tap));
console.log(((process.cpuUsage(t).user * 1000) / (hops / 2)).toFixed(0), 'ns/hop', hops);
