/** The simulation, away from the page's own thread. */
import { expose } from 'comlink';
import { Session } from '../../inspect/session';

expose(new Session());
