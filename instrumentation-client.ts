import { keepPage } from "@/components/live/keep-page";

// Before anything of the page runs, so that its first read is kept too.
window.fetch = keepPage(window.fetch.bind(window));
