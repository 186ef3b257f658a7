import { keepPage } from "@/components/live/keep-page";

// Runs before any code of the page, so that the page's first request is covered too.
window.fetch = keepPage(window.fetch.bind(window));
