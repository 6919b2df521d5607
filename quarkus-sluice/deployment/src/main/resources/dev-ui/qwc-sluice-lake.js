import { LitElement, html, css } from 'lit';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/button';
import '@vaadin/progress-bar';
import { tables } from './sluice-tables.js';

/** The lake of dev mode: where it is, and the keys of its identities, each shown when it is asked for. */
export class QwcSluiceLake extends LitElement {
    jsonRpc = new JsonRpc(this);

    static styles = [tables, css`
        :host { display: block; padding: 0 1rem 2rem; overflow: auto; }
        h2 { font-size: var(--lumo-font-size-l); margin: 1.2rem 0 0.4rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.3rem 1.5rem; margin: 0; }
        dt { color: var(--lumo-secondary-text-color); }
        dd { margin: 0; font-family: var(--lumo-font-family-monospace, monospace); overflow-wrap: anywhere; }
        pre { margin: 0 0 0.6rem; white-space: pre-wrap; overflow-wrap: anywhere; }
        td.keys { background: var(--lumo-contrast-5pct); }
    `];

    static properties = { _lake: { state: true }, _shown: { state: true }, _told: { state: true } };

    connectedCallback() {
        super.connectedCallback();
        this.jsonRpc.describe()
            .then(answer => { this._lake = answer.result; })
            .catch(() => { this._lake = { problem: 'The lake does not answer; restart the application.' }; });
    }

    render() {
        if (!this._lake) {
            return html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        if (this._lake.problem) {
            return html`<p role="alert">${this._lake.problem}</p>`;
        }
        return html`
            <h2>Where it is</h2>
            <dl>${this._lake.facts.map(fact => html`<dt>${fact.name}</dt><dd>${fact.value}</dd>`)}</dl>
            <h2>Who may sign requests</h2>
            <table>
                <thead><tr><th scope="col">Identity</th><th scope="col">ARN</th><th scope="col">Keys</th></tr></thead>
                <tbody>${this._lake.identities.map(identity => this._rows(identity))}</tbody>
            </table>
            <p role="status">${this._told ?? ''}</p>`;
    }

    _rows(identity) {
        const open = this._shown?.name === identity.name;
        return html`
            <tr>
                <th scope="row">${identity.name}</th>
                <td>${identity.arn}</td>
                <td><vaadin-button theme="small" aria-expanded="${open}" aria-label="Keys of ${identity.name}"
                    @click="${() => this._toggle(identity.name)}">${open ? 'Hide' : 'Show'}</vaadin-button></td>
            </tr>
            ${open ? html`<tr><td class="keys" colspan="3"><pre>${this._shown.shell}</pre>
                <vaadin-button theme="small primary" @click="${() => this._copy()}">Copy for a shell</vaadin-button></td></tr>` : ''}`;
    }

    updated() {
        this.renderRoot.querySelector('td.keys')?.scrollIntoView({ block: 'nearest' });
    }

    _toggle(name) {
        this._told = '';
        if (this._shown?.name === name) {
            this._shown = undefined;
            return;
        }
        this.jsonRpc.keys({ identity: name })
            .then(answer => { this._shown = { name, shell: answer.result.shell }; })
            .catch(() => { this._told = `There are no keys of ${name}: the lake does not answer.`; });
    }

    _copy() {
        navigator.clipboard.writeText(this._shown.shell)
            .then(() => { this._told = `Copied the keys of ${this._shown.name}. Paste them into a terminal.`; })
            .catch(() => { this._told = 'The browser did not allow copying; select the lines.'; });
    }
}
customElements.define('qwc-sluice-lake', QwcSluiceLake);
