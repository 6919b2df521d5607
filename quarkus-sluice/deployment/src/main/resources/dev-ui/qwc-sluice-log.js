import { LitElement, html, css } from 'lit';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/checkbox';
import '@vaadin/text-field';
import { tables } from './sluice-tables.js';

/** The newest requests, each with what decided it. */
export class QwcSluiceLog extends LitElement {
    jsonRpc = new JsonRpc(this);

    static styles = [tables, css`
        :host { display: flex; flex-direction: column; padding: 0 1rem; height: 100%; }
        .refused { color: var(--lumo-error-text-color); }
        .allowed { color: var(--lumo-success-text-color); }
        .who { min-width: 13rem; }
        .word { white-space: nowrap; }
        vaadin-text-field { width: 18rem; }
    `];

    static properties = {
        _requests: { state: true }, _wanted: { state: true }, _refusedOnly: { state: true }, _problem: { state: true }
    };

    constructor() {
        super();
        this._wanted = '';
        this._refusedOnly = false;
    }

    connectedCallback() {
        super.connectedCallback();
        this._read();
        this._timer = setInterval(() => this._read(), 3000);
    }

    disconnectedCallback() {
        clearInterval(this._timer);
        super.disconnectedCallback();
    }

    _read() {
        this.jsonRpc.log()
            .then(answer => { this._requests = answer.result; this._problem = ''; })
            .catch(() => { this._problem = 'The access log cannot be read now.'; });
    }

    render() {
        const shown = (this._requests ?? []).filter(request => this._isWanted(request));
        return html`
            <div class="tools">
                <vaadin-text-field label="Find" placeholder="a role, a key, an action" clear-button-visible
                    @value-changed="${event => { this._wanted = event.detail.value.toLowerCase(); }}"></vaadin-text-field>
                <vaadin-checkbox label="Refused only"
                    @checked-changed="${event => { this._refusedOnly = event.detail.value; }}"></vaadin-checkbox>
                <span class="nothing">${this._problem || this._count(shown.length)}</span>
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label="Requests, the newest first">
                <table>
                    <thead><tr>
                        <th scope="col">Time</th><th scope="col">Decision</th><th scope="col">Request</th>
                        <th scope="col">Who</th><th scope="col">Resource</th><th scope="col">Decided by</th>
                    </tr></thead>
                    <tbody>${shown.map(request => this._row(request))}</tbody>
                </table>
            </div>`;
    }

    _isWanted(request) {
        const text = [request.event, request.who, ...request.resources, request.decision, request.deciding];
        return (request.refused || !this._refusedOnly) && text.join(' ').toLowerCase().includes(this._wanted);
    }

    _count(shown) {
        if (!this._requests) {
            return 'Reading…';
        }
        return this._requests.length === 0 ? 'No request yet.' : `${shown} of the newest ${this._requests.length} requests`;
    }

    /** Without the bucket of an object that is named too. */
    _most(resources) {
        return resources.filter(one => !resources.some(other => other.startsWith(one + '/')));
    }

    _row(request) {
        return html`
            <tr>
                <td class="word" title="${request.time}">${request.time.slice(11)}</td>
                <td class="word ${request.refused ? 'refused' : 'allowed'}">${request.decision}</td>
                <td class="word">${request.event}</td>
                <td class="who" title="${request.who}">${request.who.replace(/^arn:aws:(sts|iam)::\d*:(assumed-role\/)?/, '')}</td>
                <td>${this._most(request.resources).map(resource => html`<div title="${resource}">${resource.replace(/^arn:aws:s3:::/, '')}</div>`)}</td>
                <td>${request.deciding}</td>
            </tr>`;
    }
}
customElements.define('qwc-sluice-log', QwcSluiceLog);
