// `dateline report --serve` answers with a script that says it saves decisions; this one, read from disk, says nothing does.
"use strict";
window.datelineServer = false;
