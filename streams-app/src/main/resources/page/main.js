// Starts all parts of the page. Each polls the API on its own, and stops while the page is hidden.

import { startDeadLetters } from './dead-letters.js';
import { byId } from './dom.js';
import { startFeed } from './feed.js';
import { startInsights } from './insights.js';
import { startReviews } from './reviews.js';
import { startStats } from './stats.js';
import { startTheme } from './theme.js';
import { startTry } from './try-it.js';

startTheme(byId('theme'));
startStats();
startInsights();
const feed = startFeed();
startReviews();
startDeadLetters();
startTry(feed);
