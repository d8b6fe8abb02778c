var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=/* @__PURE__ */ new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:ee,getOwnPropertySymbols:te,getPrototypeOf:ne}=Object,f=globalThis,re=f.trustedTypes,ie=re?re.emptyScript:``,ae=f.reactiveElementPolyfillSupport,p=(e,t)=>e,oe={toAttribute(e,t){switch(t){case Boolean:e=e?ie:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},se=(e,t)=>!l(e,t),ce={attribute:!0,type:String,converter:oe,reflect:!1,useDefault:!1,hasChanged:se};Symbol.metadata??=Symbol(`metadata`),f.litPropertyMetadata??=/* @__PURE__ */ new WeakMap;var m=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=ce){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??ce}static _$Ei(){if(this.hasOwnProperty(p(`elementProperties`)))return;let e=ne(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(p(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(p(`properties`))){let e=this.properties,t=[...ee(e),...te(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=/* @__PURE__ */ new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=/* @__PURE__ */ new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=/* @__PURE__ */ new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=/* @__PURE__ */ new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?oe:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?oe:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??se)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=/* @__PURE__ */ new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=/* @__PURE__ */ new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=/* @__PURE__ */ new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};m.elementStyles=[],m.shadowRootOptions={mode:`open`},m[p(`elementProperties`)]=/* @__PURE__ */ new Map,m[p(`finalized`)]=/* @__PURE__ */ new Map,ae?.({ReactiveElement:m}),(f.reactiveElementVersions??=[]).push(`2.1.2`);var le=globalThis,ue=e=>e,h=le.trustedTypes,de=h?h.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,fe=`$lit$`,g=`lit$${Math.random().toFixed(9).slice(2)}$`,pe=`?`+g,me=`<${pe}>`,_=document,v=()=>_.createComment(``),y=e=>e===null||typeof e!=`object`&&typeof e!=`function`,he=Array.isArray,ge=e=>he(e)||typeof e?.[Symbol.iterator]==`function`,_e=`[ 	
\f\r]`,b=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ve=/-->/g,ye=/>/g,x=RegExp(`>|${_e}(?:([^\\s"'>=/]+)(${_e}*=${_e}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),be=/'/g,xe=/"/g,Se=/^(?:script|style|textarea|title)$/i,Ce=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),S=Ce(1),we=Ce(2),C=Symbol.for(`lit-noChange`),w=Symbol.for(`lit-nothing`),Te=/* @__PURE__ */ new WeakMap,T=_.createTreeWalker(_,129);function Ee(e,t){if(!he(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return de===void 0?t:de.createHTML(t)}var De=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=b;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===b?c[1]===`!--`?o=ve:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=x):(Se.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=x):o=ye:o===x?c[0]===`>`?(o=i??b,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?x:c[3]===`"`?xe:be):o===xe||o===be?o=x:o===ve||o===ye?o=b:(o=x,i=void 0);let d=o===x&&e[t+1].startsWith(`/>`)?` `:``;a+=o===b?n+me:l>=0?(r.push(s),n.slice(0,l)+fe+n.slice(l)+g+d):n+g+(l===-2?t:d)}return[Ee(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},E=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=De(t,n);if(this.el=e.createElement(l,r),T.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=T.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(fe)){let t=u[o++],n=i.getAttribute(e).split(g),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ae:r[1]===`?`?je:r[1]===`@`?Me:O}),i.removeAttribute(e)}else e.startsWith(g)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(Se.test(i.tagName)){let e=i.textContent.split(g),t=e.length-1;if(t>0){i.textContent=h?h.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],v()),T.nextNode(),c.push({type:2,index:++a});i.append(e[t],v())}}}else if(i.nodeType===8){if(i.data===pe)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(g,e+1))!==-1;)c.push({type:7,index:a}),e+=g.length-1}}a++}}static createElement(e,t){let n=_.createElement(`template`);return n.innerHTML=e,n}};function D(e,t,n=e,r){if(t===C)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=y(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=D(e,i._$AS(e,t.values),i,r)),t}var Oe=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??_).importNode(t,!0);T.currentNode=r;let i=T.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new ke(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Ne(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=T.nextNode(),a++)}return T.currentNode=_,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},ke=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=w,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=D(this,e,t),y(e)?e===w||e==null||e===``?(this._$AH!==w&&this._$AR(),this._$AH=w):e!==this._$AH&&e!==C&&this._(e):e._$litType$===void 0?e.nodeType===void 0?ge(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==w&&y(this._$AH)?this._$AA.nextSibling.data=e:this.T(_.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=E.createElement(Ee(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Oe(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Te.get(e.strings);return t===void 0&&Te.set(e.strings,t=new E(e)),t}k(t){he(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(v()),this.O(v()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=ue(e).nextSibling;ue(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},O=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=w,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(/* @__PURE__ */ new String),this.strings=n):this._$AH=w}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=D(this,e,t,0),a=!y(e)||e!==this._$AH&&e!==C,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=D(this,r[n+o],t,o),s===C&&(s=this._$AH[o]),a||=!y(s)||s!==this._$AH[o],s===w?e=w:e!==w&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===w?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ae=class extends O{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===w?void 0:e}},je=class extends O{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==w)}},Me=class extends O{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=D(this,e,t,0)??w)===C)return;let n=this._$AH,r=e===w&&n!==w||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==w&&(n===w||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Ne=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){D(this,e)}},Pe=le.litHtmlPolyfillSupport;Pe?.(E,ke),(le.litHtmlVersions??=[]).push(`3.3.3`);var Fe=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new ke(t.insertBefore(v(),e),e,void 0,n??{})}return i._$AI(e),i},Ie=globalThis,k=class extends m{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Fe(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return C}};k._$litElement$=!0,k.finalized=!0,Ie.litElementHydrateSupport?.({LitElement:k});var Le=Ie.litElementPolyfillSupport;Le?.({LitElement:k}),(Ie.litElementVersions??=[]).push(`4.2.2`);function A(e,t,n){return e?t(e):n?.(e)}var Re=`pronote`;function ze(e,t,n,r){return Object.values(e.entities).filter(e=>e.device_id===t&&e.platform===Re&&e.translation_key===r&&e.entity_id.startsWith(`${n}.`)).map(e=>e.entity_id)}function Be(e){return[...new Set(Object.values(e.entities).filter(e=>e.platform===Re&&e.entity_id.startsWith(`todo.`)).map(e=>e.device_id))].map(t=>Ve(e,t)).filter(e=>e!==void 0).sort((t,n)=>t.name.localeCompare(n.name,e.locale.language))}function Ve(e,t){let n=t===void 0?void 0:e.devices[t];if(n===void 0)return;let r=n.via_device_id??void 0;return{device:n.id,name:n.name_by_user??n.name??``,school:r,entity:(t,r)=>ze(e,n.id,t,r)[0],entities:(t,r)=>ze(e,n.id,t,r)}}function He(e,t,n,r){return ze(e,t.school,n,r)[0]}var Ue={schoolsOwn:!1,previousWeek:`Previous week`,nextWeek:`Next week`,thisWeek:`This week`,today:`Today`,yesterday:`Yesterday`,tomorrow:`Tomorrow`,close:`Close`,loading:`Loading…`,noChild:`Choose a child in the card’s settings.`,childGone:`This child is no longer followed by PRONOTE.`,notFollowed:`This page is not followed: its entity is disabled.`,editor:{device:`Child`,title:`Title (the child’s name if empty)`,view:`View`,back:`Days back`,grades:`How many grades`,discreet:`Hide the figures until asked for`,days:`Days ahead`,hide_done:`Hide what is done`,allergens:`Show allergens`},timetable:{name:`PRONOTE: timetable`,description:`The week of a child, with what changes; on a phone the day that comes.`,views:{auto:`As there is room`,week:`Week`,day:`Day`},days:`Days`,lesson:`Lesson`,study:`Study hour`,lunch:`Lunch`,pause:`Break`,freeDay:`No lessons on this day.`,freeWeek:`No lessons this week.`,movedFrom:`Moved from {moment}`,movedTo:`Moved to {moment}`,statuses:{cancelled:`Cancelled`,teacher_absent:`Teacher absent`,class_absent:`Class absent`,moved:`Moved`,replaced:`Replacement`,room_changed:`Room changed`,exceptional:`Exceptional`,exempted:`Exempted`,detention:`Detention`,outing:`Outing`,test:`Test`,modified:`Changed`}},homework:{name:`PRONOTE: homework`,description:`What is to do, by day, to tick; with the teachers’ files.`,title:`Homework`,none:`Nothing to do. Well done!`,late:`Overdue`,work:`Homework`,done:`Done:`,atHome:`With a parent’s account ticks stay in Home Assistant: PRONOTE does not show them.`,difficulties:{easy:`easy`,medium:`medium`,hard:`hard`},returns:{paper:`on paper`,upload:`to hand in online`,kiosk:`in the e-book`,audio:`as a recording`}},grades:{name:`PRONOTE: grades`,description:`The last grades among those of the class, and averages with their curves.`,title:`Grades`,none:`No grades yet: {period}.`,overall:`Overall average`,class:`class`,subjects:`Subjects`,last:`Last grades`,coefficient:`coef.`,optional:`optional`,bonus:`bonus`,show:`Show`,hide:`Hide`,codes:{absent:`Abs.`,exempted:`Exempt.`,not_graded:`N. gr.`,unfit:`Unfit`,not_handed_in:`Not in`,absent_zero:`Abs. (0)`,not_handed_in_zero:`Not in (0)`,congratulations:`Congratulations`}},menu:{name:`PRONOTE: menu of the week`,description:`What the canteen serves, day by day, with its labels.`,title:`Menu`,none:`No menu published for this week.`,lunch:`Lunch`,dinner:`Dinner`,courses:{starter:`Starter`,main:`Main course`,side:`Side`,drink:`Drink`,cheese:`Cheese`,dessert:`Dessert`},allergens:`Allergens`},changes:{name:`PRONOTE: what changed`,description:`What happened at school in the last days, as it becomes known.`,title:`What’s new`,none:`Nothing new in the last days.`,due:`for {day}`,types:{new_grade:`New grade`,grade_changed:`Grade changed`,new_evaluation:`Skills assessed`,evaluation_changed:`Assessment changed`,new_homework:`New homework`,homework_changed:`Homework changed`,homework_removed:`Homework withdrawn`,lesson_cancelled:`Lesson cancelled`,lesson_restored:`Lesson held after all`,lesson_moved:`Lesson moved`,lesson_replaced:`Lesson replaced`,lesson_room_changed:`Room changed`,lesson_teacher_changed:`Teacher changed`,lesson_added:`Lesson added`,lesson_removed:`Lesson removed`,test_announced:`Test announced`,new_absence:`Absence reported`,absence_changed:`Absence updated`,new_delay:`Delay reported`,delay_changed:`Delay updated`,new_punishment:`Punishment reported`,punishment_changed:`Punishment updated`,new_observation:`Observation`,new_news:`News from the school`,new_survey:`Survey to answer`,new_message:`New message`,report_card_published:`Report card published`,menu_published:`Menu published`,menu_changed:`Menu changed`,new_period:`New period`}}},We={schoolsOwn:!0,previousWeek:`Semaine précédente`,nextWeek:`Semaine suivante`,thisWeek:`Cette semaine`,today:`Aujourd’hui`,yesterday:`Hier`,tomorrow:`Demain`,close:`Fermer`,loading:`Chargement…`,noChild:`Choisissez un enfant dans les réglages de la carte.`,childGone:`PRONOTE ne suit plus cet enfant.`,notFollowed:`Cette page n’est pas suivie : son entité est désactivée.`,editor:{device:`Enfant`,title:`Titre (le nom de l’enfant s’il est vide)`,view:`Vue`,back:`Jours passés`,grades:`Nombre de notes`,discreet:`Cacher les chiffres tant qu’on ne les demande pas`,days:`Jours à venir`,hide_done:`Cacher ce qui est fait`,allergens:`Montrer les allergènes`},timetable:{name:`PRONOTE : emploi du temps`,description:`La semaine d’un enfant et ce qui y change ; sur un téléphone, la journée qui vient.`,views:{auto:`Selon la place`,week:`Semaine`,day:`Jour`},days:`Jours`,lesson:`Cours`,study:`Permanence`,lunch:`Déjeuner`,pause:`Pause`,freeDay:`Pas de cours ce jour-là.`,freeWeek:`Pas de cours cette semaine.`,movedFrom:`Déplacé du {moment}`,movedTo:`Déplacé au {moment}`,statuses:{cancelled:`Cours annulé`,teacher_absent:`Prof. absent`,class_absent:`Classe absente`,moved:`Cours déplacé`,replaced:`Remplacement`,room_changed:`Changement de salle`,exceptional:`Exceptionnel`,exempted:`Dispense`,detention:`Retenue`,outing:`Sortie`,test:`Contrôle`,modified:`Cours modifié`}},homework:{name:`PRONOTE : travail à faire`,description:`Le travail à faire, jour par jour, à cocher ; avec les fichiers des professeurs.`,title:`Travail à faire`,none:`Rien à faire. Bravo !`,late:`En retard`,work:`Travail`,done:`Fait :`,atHome:`Avec un compte de parent, les coches restent dans Home Assistant : PRONOTE ne les montre pas.`,difficulties:{easy:`facile`,medium:`moyen`,hard:`difficile`},returns:{paper:`à rendre sur papier`,upload:`à rendre en ligne`,kiosk:`dans le manuel numérique`,audio:`enregistrement à rendre`}},grades:{name:`PRONOTE : notes`,description:`Les dernières notes parmi celles de la classe, et les moyennes avec leur courbe.`,title:`Notes`,none:`Pas encore de notes : {period}.`,overall:`Moyenne générale`,class:`classe`,subjects:`Matières`,last:`Dernières notes`,coefficient:`coef.`,optional:`facultatif`,bonus:`bonus`,show:`Montrer`,hide:`Cacher`,codes:{absent:`Abs.`,exempted:`Disp.`,not_graded:`N. noté`,unfit:`Inapte`,not_handed_in:`N. rendu`,absent_zero:`Abs. (0)`,not_handed_in_zero:`N. rendu (0)`,congratulations:`Félicitations`}},menu:{name:`PRONOTE : menus de la semaine`,description:`Ce que sert la cantine, jour par jour, avec ses labels.`,title:`Menus`,none:`Aucun menu publié pour cette semaine.`,lunch:`Déjeuner`,dinner:`Dîner`,courses:{starter:`Entrée`,main:`Plat`,side:`Accompagnement`,drink:`Boisson`,cheese:`Laitage`,dessert:`Dessert`},allergens:`Allergènes`},changes:{name:`PRONOTE : quoi de neuf`,description:`Ce qui s’est passé à l’école ces derniers jours, dès qu’on le sait.`,title:`Quoi de neuf`,none:`Rien de neuf ces derniers jours.`,due:`pour {day}`,types:{new_grade:`Nouvelle note`,grade_changed:`Note modifiée`,new_evaluation:`Compétences évaluées`,evaluation_changed:`Évaluation modifiée`,new_homework:`Nouveau travail à faire`,homework_changed:`Travail à faire modifié`,homework_removed:`Travail à faire retiré`,lesson_cancelled:`Cours annulé`,lesson_restored:`Cours rétabli`,lesson_moved:`Cours déplacé`,lesson_replaced:`Cours remplacé`,lesson_room_changed:`Changement de salle`,lesson_teacher_changed:`Changement de professeur`,lesson_added:`Cours ajouté`,lesson_removed:`Cours supprimé`,test_announced:`Contrôle annoncé`,new_absence:`Absence signalée`,absence_changed:`Absence mise à jour`,new_delay:`Retard signalé`,delay_changed:`Retard mis à jour`,new_punishment:`Punition signalée`,punishment_changed:`Punition mise à jour`,new_observation:`Observation`,new_news:`Information de l’école`,new_survey:`Sondage à remplir`,new_message:`Nouveau message`,report_card_published:`Bulletin publié`,menu_published:`Menu publié`,menu_changed:`Menu modifié`,new_period:`Nouvelle période`}}};function Ge(e){return e.toLowerCase().split(`-`)[0]===`fr`?We:Ue}function Ke(){return Ge(document.querySelector(`home-assistant`)?.hass?.language??navigator.language)}var j=o`
  :host {
    display: block;
    height: 100%;
    --ink: var(--primary-text-color);
    --faint: var(--secondary-text-color);
    --line: var(--divider-color);
    --accent: var(--primary-color);
    --wash: color-mix(in srgb, var(--primary-text-color) 5%, transparent);
    --alarm: var(--error-color);
    --small: var(--ha-font-size-s, 12px);
    --medium: var(--ha-font-size-m, 14px);
    --large: var(--ha-font-size-l, 16px);
    --strong: var(--ha-font-weight-medium, 500);
    --round: 8px;
  }
  ha-card {
    container-type: inline-size;
    box-sizing: border-box;
    height: 100%;
    overflow: hidden;
    padding: 16px;
    color: var(--ink);
    font-size: var(--medium);
    line-height: 1.4;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    min-height: 36px;
    margin-bottom: 12px;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
    font: inherit;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
    font-weight: var(--ha-font-weight-normal, 400);
    overflow-wrap: anywhere;
  }
  .empty {
    padding: 24px 0;
    color: var(--faint);
    text-align: center;
    text-wrap: balance;
  }
  .error {
    margin-bottom: 12px;
    padding: 8px 12px;
    border-inline-start: 3px solid var(--alarm);
    border-radius: 4px;
    background: color-mix(in srgb, var(--alarm) 10%, transparent);
    overflow-wrap: anywhere;
  }
  button {
    margin: 0;
    padding: 0;
    border: none;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .weeks {
    display: flex;
    align-items: center;
    margin-inline-end: -8px;
    color: var(--faint);
  }
  .weeks .step {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
  }
  .weeks .step:hover {
    background: var(--wash);
    color: var(--ink);
  }
  .weeks svg {
    width: 22px;
    height: 22px;
    fill: currentColor;
  }
  :host(:dir(rtl)) .weeks svg {
    transform: scaleX(-1);
  }
  .weeks .which {
    line-height: 36px;
    padding: 0 4px;
    border-radius: var(--round);
    text-align: center;
    white-space: nowrap;
  }
  .weeks button.which:hover {
    color: var(--ink);
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .waiting {
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    from {
      opacity: 0.9;
    }
    to {
      opacity: 0.4;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .waiting {
      animation: none;
    }
  }
`,qe={name:`device`,required:!0,selector:{device:{entity:{integration:`pronote`,domain:`todo`}}}},Je={name:`title`,selector:{text:{}}};function M(...e){return{schema:[qe,Je,...e],computeLabel:e=>Ke().editor[e.name]}}var N=class extends k{constructor(...e){super(...e),this.followed=[]}static{this.properties={hass:{attribute:!1},config:{state:!0}}}static{this.styles=j}static getStubConfig(e){let[t]=Be(e);return t===void 0?{}:{device:t.device}}setConfig(e){this.config=e}getCardSize(){return 6}getGridOptions(){return{columns:`full`,min_columns:6}}get child(){return this.hass&&Ve(this.hass,this.config?.device)}get strings(){return Ge(this.hass?.language??`en`)}heading(e){return e.name}tools(e){return w}shouldUpdate(e){let t=e.get(`hass`),{hass:n}=this;return e.size!==1||t===void 0||n===void 0||t.entities!==n.entities||t.devices!==n.devices||t.locale!==n.locale||t.language!==n.language||t.connection!==n.connection||this.watched().some(e=>t.states[e]!==n.states[e])}watched(){let{child:e}=this;return this.followed.map(([t,n])=>e?.entity(t,n)).filter(e=>e!==void 0)}render(){let{hass:e,config:t,child:n}=this;return e===void 0||t===void 0?w:n===void 0?S`<ha-card>
        <p class="empty">
          ${t.device===void 0?this.strings.noChild:this.strings.childGone}
        </p>
      </ha-card>`:S`<ha-card>
      <header>
        <h2>${t.title??this.heading(n)}</h2>
        ${this.tools(e)}
      </header>
      ${this.content(e,n)}
    </ha-card>`}},Ye=6e4,P=class{constructor(e){this.host=e,this.now=/* @__PURE__ */ new Date,this.wake=()=>{document.hidden||this.tick()},this.tick=()=>{clearTimeout(this.timer),this.now=/* @__PURE__ */ new Date,this.timer=setTimeout(this.tick,Ye-Date.now()%Ye),this.host.requestUpdate()},e.addController(this)}hostConnected(){this.tick(),document.addEventListener(`visibilitychange`,this.wake)}hostDisconnected(){clearTimeout(this.timer),document.removeEventListener(`visibilitychange`,this.wake)}},Xe=864e5;function F(e){return Date.parse(`${e}T12:00:00Z`)}function I(e,t){return new Date(F(e)+t*Xe).toISOString().slice(0,10)}function Ze(e){return new Date(F(e)).getUTCDay()||7}function L(e){return I(e,1-Ze(e))}function Qe(e,t){let n=[];for(let r=e;r<=t;r=I(r,1))n.push(r);return n}function R(e,t){return new Intl.DateTimeFormat(`en-CA`,{timeZone:e.config.time_zone,year:`numeric`,month:`2-digit`,day:`2-digit`}).format(t)}function z(e,t,n){return new Intl.DateTimeFormat(e.locale.language,{...n,timeZone:`UTC`}).format(F(t))}function $e(e,t,n){return new Intl.DateTimeFormat(e.locale.language,{day:`numeric`,month:`long`,timeZone:`UTC`}).formatRange(F(t),F(n))}function et(e,t,n){return t===n?e.today:t===I(n,-1)?e.yesterday:t===I(n,1)?e.tomorrow:void 0}function B(e,t){let n=/* @__PURE__ */ new Map;for(let r of e){let e=t(r),i=n.get(e);i===void 0?n.set(e,[r]):i.push(r)}return n}var V=class{constructor(e,t){this.host=e,this.source=t,this.known=/* @__PURE__ */ new Map,this.loading=!1,this.stale=!1,e.addController(this)}get value(){return this.current&&this.known.get(this.current.key)}assume(e){this.current!==void 0&&this.known.set(this.current.key,e),this.host.requestUpdate()}hostUpdate(){let e=this.source();if(e?.key===this.current?.key){if(e?.version===this.current?.version)return;this.current=e,this.load();return}if(this.leave(),e===void 0)return;this.current=e;let t=()=>{e.key===this.current?.key&&this.load()};e.watch===void 0?t():this.unsubscribe=e.watch(t).catch(()=>{t()})}hostConnected(){this.host.requestUpdate()}hostDisconnected(){this.leave()}async load(){let e=this.current;if(e!==void 0){if(this.loading)this.stale=!0;else{this.loading=!0;try{this.known.set(e.key,await e.load()),e.key===this.current?.key&&(this.error=void 0)}catch(t){e.key===this.current?.key&&(this.error=tt(t))}finally{this.loading=!1}this.host.requestUpdate(),this.stale&&(this.stale=!1,await this.load())}}}leave(){this.unsubscribe?.then(e=>e?.()),this.unsubscribe=void 0,this.current=void 0,this.error=void 0}};function tt(e){return typeof e==`object`&&e&&`message`in e?String(e.message):String(e)}function nt(e){let{time_format:t}=e.locale;return t===`12`||t!==`24`&&void 0}function H(e,t){let n=nt(e);return new Intl.DateTimeFormat(e.locale.language,{hour:`numeric`,minute:`2-digit`,timeZone:`UTC`,...n===void 0?{}:{hour12:n}}).format(t*6e4)}function U(e){let t=Math.floor(e/60),n=e%60;return t===0?`${n} min`:n===0?`${t} h`:`${t} h ${String(n).padStart(2,`0`)}`}function rt(e,t,n){return`${z(e,t,{weekday:`short`})} ${z(e,t,{day:`numeric`})}, ${H(e,n)}`}function it(e,t){let n=nt(e);return new Intl.DateTimeFormat(e.locale.language,{hour:`numeric`,minute:`2-digit`,timeZone:e.config.time_zone,...n===void 0?{}:{hour12:n}}).format(new Date(t))}function W(e,t,n=2){return new Intl.NumberFormat(e.locale.language,{maximumFractionDigits:n}).format(t)}function G(e,t){return new Intl.NumberFormat(e.locale.language,{minimumFractionDigits:2,maximumFractionDigits:2}).format(t)}function K(e){return e.slice(0,10)}function q(e){return Number(e.slice(11,13))*60+Number(e.slice(14,16))}function at(e,t){let[,n,r,i]=/([+-])(\d\d):(\d\d)$/.exec(t)??[],a=Number(r??0)*60+Number(i??0);return(e.getUTCHours()*60+e.getUTCMinutes()+(n===`-`?-a:a)+1440)%1440}function ot(e){return e.filter(e=>!e.superseded&&e.status!==`class_council`)}function st(e){return B([...e].sort((e,t)=>e.start.localeCompare(t.start)||t.end.localeCompare(e.end)),e=>K(e.start))}function ct(e,t){return e.filter(e=>e.attended&&Date.parse(e.end)>+t).map(e=>K(e.start)).sort()[0]}function lt(e){let t=[],n=[],r=[],i=()=>{for(let e of n)e.lanes=r.length;t.push(...n),n=[],r=[]};for(let t of e){r.every(e=>e<=t.start)&&i();let e=r.findIndex(e=>e<=t.start),a=e===-1?r.length:e;r[a]=t.end,n.push({lesson:t,lane:a,lanes:1})}return i(),t}var ut=840,dt=30;function ft(e,t=10){let n=[],r;for(let i of e){let e=q(i.start);if(r!==void 0&&e-r>=t){let t=(e+r)/2,i=e-r>=dt&&t>=690&&t<=ut;n.push({start:r,end:e,lunch:i})}r=Math.max(r??0,q(i.end))}return n}function pt(e){return Date.parse(e.end)-Date.parse(e.start)}function mt(e,t=/* @__PURE__ */ new Map){let n=/* @__PURE__ */ new Map;for(let r of e){if(r.status!==`moved`)continue;let i=t.get(r.key),a=ht(r,e.filter(e=>e.status===`cancelled`&&e.subject===r.subject&&e.teachers.join()===r.teachers.join()&&pt(e)===pt(r)&&(i===void 0||i===e.start)&&!n.has(e)));a!==void 0&&n.set(a,r.start);let o=i??a?.start;o!==void 0&&n.set(r,o)}return n}function ht(e,t){let n=t=>Math.abs(Date.parse(t.start)-Date.parse(e.start));return t.sort((e,t)=>n(e)-n(t))[0]}function gt(e,t){return t.find(t=>t.superseded&&t.start<e.end&&t.end>e.start)}var _t=/^\d{4}-\d\d-\d\d$/;function vt(e,t,n,r){let{facts:i}=n,a=t.changes,o=e=>{let t=i[e];return typeof t==`string`?t:``},s=t=>{let n=o(t);return _t.test(n)?z(e,n,{weekday:`short`,day:`numeric`,month:`short`}):n&&rt(e,K(n),q(n))},c=t=>{let n=i[t];return typeof n==`number`?W(e,n):``},l=(e,t)=>{let n=t(`previous_${e}`);return n&&`${n} → ${t(e)}`},u=c(`minutes`)&&`${c(`minutes`)} min`,[d=``]=n.type.split(`_`);return({lesson:[o(`subject`)||o(`memo`),l(`start`,s)||s(`start`),l(`teacher`,o),l(`room`,o)],test:[o(`subject`),s(`start`)],grade:[o(`subject`),r?``:c(`value`)&&`${c(`value`)}\u00a0/\u00a0${c(`out_of`)}`,o(`title`)],homework:[o(`subject`),s(`due`)&&a.due.replace(`{day}`,s(`due`)),o(`text`)],evaluation:[o(`subject`),o(`name`)],absence:[s(`start`),o(`reason`)],delay:[s(`start`),u,o(`reason`)],punishment:[o(`name`),s(`detention_start`),o(`reason`)],observation:[o(`heading`),o(`subject`),o(`text`)],news:[o(`title`),o(`author`)],survey:[o(`title`),o(`author`)],message:[o(`subject`),o(`author`)],report:[o(`period`)],menu:[s(`date`),o(`name`)],period:[o(`period`)]}[d===`new`?n.type.split(`_`)[1]??``:d]??[]).filter(Boolean)}function yt(e){let t={lesson_cancelled:`mdi:calendar-remove`,lesson_removed:`mdi:calendar-remove`,lesson:`mdi:calendar-edit`,test:`mdi:pencil-ruler`,grade:`mdi:school`,evaluation:`mdi:clipboard-check`,homework:`mdi:book-open-variant`,absence:`mdi:account-off`,delay:`mdi:clock-alert`,punishment:`mdi:gavel`,observation:`mdi:message-alert`,news:`mdi:newspaper-variant`,survey:`mdi:poll`,message:`mdi:email`,report:`mdi:certificate`,menu:`mdi:silverware-fork-knife`,period:`mdi:calendar-range`},n=e.replace(/^new_/,``).split(`_`)[0]??``;return t[e]??t[n]??`mdi:information`}function bt(e){return/^(lesson_(cancelled|removed)|new_(absence|delay|punishment))$/.test(e)}var xt=[`absence`,`delay`,`evaluation`,`grade`,`homework`,`lesson`,`menu`,`message`,`news`,`observation`,`period`,`punishment`,`report_card`,`survey`];function St(e,t,n,r){let i=/* @__PURE__ */ new Map;return e.connection.subscribeMessage(({states:e})=>{for(let t of Ct(e))i.set(t.key,t);r([...i.values()].filter(({at:e})=>Date.parse(e)>=+n).sort((e,t)=>t.at.localeCompare(e.at)))},{type:`history/stream`,entity_ids:t,start_time:n.toISOString(),include_start_time_state:!1,significant_changes_only:!1,minimal_response:!1,no_attributes:!1})}function Ct(e){return Object.entries(e).flatMap(([e,t])=>t.flatMap(({s:t,a:n})=>{let r=n.event_type;return typeof r==`string`&&!Number.isNaN(Date.parse(t))?[{key:`${e} ${t}`,at:t,type:r,facts:n}]:[]}))}function wt(e){let t=/* @__PURE__ */ new Map;for(let{type:n,facts:r}of[...e].reverse()){let{key:e,previous_start:i}=r;n===`lesson_moved`&&typeof e==`string`&&typeof i==`string`&&t.set(e,i)}return t}var Tt=7,Et=class extends N{constructor(...e){super(...e),this.clock=new P(this),this.changes=new V(this,()=>{let{hass:e,child:t}=this;if(e===void 0||t===void 0)return;let n=Dt(e,t);if(n.length===0)return;let r=this.config?.back??Tt,i=I(R(e,this.clock.now),-r),a=[];return{key:`${n.join()} ${i}`,watch:t=>St(e,n,/* @__PURE__ */ new Date(`${i}T00:00:00`),e=>{a=e,t()}),load:()=>Promise.resolve(a)}})}static{this.styles=[j,o`
      .days {
        columns: 380px;
        column-gap: 40px;
      }
      h3 {
        margin: 16px 0 4px;
        padding-bottom: 4px;
        border-bottom: 1px solid var(--line);
        font-weight: var(--strong);
        break-after: avoid;
      }
      section:first-child h3 {
        margin-top: 0;
      }
      h3::first-letter {
        text-transform: uppercase;
      }
      li {
        display: grid;
        grid-template-columns: 36px minmax(0, 1fr) auto;
        gap: 0 12px;
        padding: 8px 0;
        break-inside: avoid;
      }
      ha-icon {
        display: grid;
        place-items: center;
        width: 36px;
        height: 36px;
        border-radius: 50%;
        background: color-mix(in srgb, var(--accent) 14%, transparent);
        color: var(--accent);
        --mdc-icon-size: 20px;
        --ha-icon-size: 20px;
      }
      .grave ha-icon {
        background: color-mix(in srgb, var(--alarm) 14%, transparent);
        color: var(--alarm);
      }
      h4 {
        font-weight: var(--strong);
      }
      p.details {
        display: -webkit-box;
        overflow: hidden;
        color: var(--faint);
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
      }
      time {
        color: var(--faint);
        font-size: var(--small);
        line-height: 20px;
        font-variant-numeric: tabular-nums;
      }
    `]}static getConfigForm(){return M({name:`back`,selector:{number:{min:1,max:30,mode:`box`}}},{name:`discreet`,selector:{boolean:{}}})}heading(e){return`${this.strings.changes.title} – ${e.name}`}content(e,t){let{strings:n}=this;if(Dt(e,t).length===0)return S`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.changes;return S`
      ${A(i,()=>S`<p class="error" role="alert">${i}</p>`)}
      ${r===void 0?A(i===void 0,()=>S`<p class="empty waiting">${n.loading}</p>`):r.length===0?S`<p class="empty">${n.changes.none}</p>`:S`<div class="days" aria-live="polite">
                ${this.days(e,r)}
              </div>`}
    `}days(e,t){let n=R(e,this.clock.now);return[...B(t,({at:t})=>R(e,new Date(t)))].map(([t,r])=>S`<section>
          <h3>${this.dayName(e,t,n)}</h3>
          <ul>
            ${r.map(t=>this.change(e,t))}
          </ul>
        </section>`)}dayName(e,t,n){return et(this.strings,t,n)??z(e,t,{weekday:`long`,day:`numeric`,month:`long`})}change(e,t){let{strings:n}=this,r=vt(e,n,t,this.config?.discreet===!0);return S`<li class=${bt(t.type)?`grave`:``}>
      <ha-icon icon=${yt(t.type)} aria-hidden="true"></ha-icon>
      <div>
        <h4>${n.changes.types[t.type]??t.type}</h4>
        <p class="details">${r.join(` · `)}</p>
      </div>
      <time datetime=${t.at}>${it(e,t.at)}</time>
    </li>`}};function Dt(e,t){return xt.map(n=>t.entity(`event`,n)??He(e,t,`event`,n)).filter(e=>e!==void 0)}var Ot=/^#[0-9a-f]{6}$/i;function J(e){return e!=null&&Ot.test(e)?`--colour: ${e}`:w}var kt=100,At=28,jt=3;function Mt(e){let t=e.map(({value:e})=>e),[n,r]=[Math.min(...t),Math.max(...t)],[i,a]=[e[0]?.at??0,e.at(-1)?.at??0];return e.map(({at:e,value:t})=>[jt+(e-i)/(a-i||1)*94,r===n?At/2:jt+(r-t)/(r-n)*22])}function Nt(e){if(e===void 0||e.length<2)return w;let t=Mt(e),[n,r]=t.at(-1);return S`<svg
    class="spark"
    viewBox="0 0 ${kt} ${At}"
    aria-hidden="true"
  >
    ${we`<polyline points=${t.map(e=>e.join()).join(` `)} />
      <circle cx=${n} cy=${r} r="2.5" />`}
  </svg>`}async function Y(e,t,n,r){return(await e.callWS({type:`call_service`,domain:`pronote`,service:n,service_data:r,target:{device_id:t},return_response:!0})).response}async function Pt(e,t,n,r){return(await Y(e,t,`get_menus`,{start_date:n,end_date:r})).menus}async function Ft(e,t,n,r){return(await Y(e,t,`get_timetable`,{start_date:n,end_date:r})).lessons}async function It(e,t,n,r){return(await Y(e,t,`get_homework`,{start_date:n,end_date:r})).homework}function Lt(e,t){return Y(e,t,`get_grades`,{})}var Rt=864e5;async function zt(e,t,n,r){if(t.length===0)return/* @__PURE__ */ new Map;let i=await e.callWS({type:`recorder/statistics_during_period`,start_time:(/* @__PURE__ */ new Date(+n-r*Rt)).toISOString(),statistic_ids:t,period:`day`,types:[`mean`]});return new Map(Object.entries(i).map(([e,t])=>[e,t.flatMap(({start:e,mean:t})=>t==null?[]:[{at:e,value:t}])]))}var Bt=8,Vt=120,Ht=class extends N{constructor(...e){super(...e),this.followed=[[`sensor`,`overall_average`],[`sensor`,`class_average`],[`sensor`,`last_grade`],[`event`,`grade`]],this.clock=new P(this),this.book=new V(this,()=>{let{hass:e,child:t}=this;if(e!==void 0&&t!==void 0&&this.isFollowed(t))return{key:t.device,version:this.version(e),load:()=>Lt(e,t.device)}}),this.curves=new V(this,()=>{let{hass:e,child:t}=this;if(e===void 0||t===void 0)return;let n=[...this.sensors(e,t).values()];return{key:n.join(),version:`${R(e,this.clock.now)} ${this.version(e)}`,load:()=>zt(e,n,this.clock.now,Vt)}})}static{this.properties={...N.properties,unveiled:{state:!0}}}static{this.styles=[j,o`
      .veiled .figure {
        filter: blur(0.35em);
        user-select: none;
      }
      .parts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr));
        gap: 24px 40px;
      }
      .overall {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 0 24px;
        margin-bottom: 16px;
      }
      .overall b {
        font-size: 40px;
        font-weight: var(--ha-font-weight-normal, 400);
        line-height: 1.1;
        font-variant-numeric: tabular-nums;
      }
      .overall small,
      .faint {
        color: var(--faint);
      }
      .overall small {
        font-size: var(--large);
      }
      .spark {
        display: block;
        overflow: visible;
        stroke: var(--colour, var(--accent));
        stroke-width: 1.75;
        stroke-linecap: round;
        stroke-linejoin: round;
        fill: none;
      }
      .spark circle {
        fill: var(--colour, var(--accent));
        stroke: none;
      }
      .overall .spark {
        width: 100%;
        max-width: 240px;
        height: 56px;
        justify-self: end;
      }
      h3 {
        padding-bottom: 4px;
        border-bottom: 1px solid var(--line);
        font-weight: var(--strong);
      }
      .subject,
      .grade {
        display: grid;
        align-items: center;
        gap: 0 12px;
        padding: 7px 0;
      }
      .subject {
        grid-template-columns: 4px minmax(0, 1fr) 72px 3.2em;
      }
      .bar {
        align-self: stretch;
        border-radius: 2px;
        background: var(--colour, var(--line));
      }
      .name {
        overflow-wrap: anywhere;
      }
      .value {
        font-size: var(--large);
        font-weight: var(--strong);
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      .value small {
        color: var(--faint);
        font-weight: var(--ha-font-weight-normal, 400);
        font-size: var(--small);
      }
      .small {
        display: block;
        color: var(--faint);
        font-size: var(--small);
      }
      .subject .spark {
        width: 72px;
        height: 24px;
      }
      .grade {
        grid-template-columns: 4px minmax(0, 1fr) auto;
      }
      .scale {
        position: relative;
        grid-column: 2 / -1;
        height: 4px;
        margin: 7px 0 3px;
        border-radius: 2px;
        background: var(--wash);
      }
      .scale .class {
        position: absolute;
        inset-block: 0;
        border-radius: 2px;
        background: color-mix(in srgb, var(--ink) 18%, transparent);
      }
      .scale i {
        position: absolute;
        top: -3px;
        width: 2px;
        height: 10px;
        margin-inline-start: -1px;
        border-radius: 1px;
        background: var(--faint);
      }
      .scale i.own {
        top: -4px;
        width: 12px;
        height: 12px;
        margin-inline-start: -6px;
        border-radius: 50%;
        background: var(--colour, var(--accent));
        box-shadow: 0 0 0 2px var(--card-background-color, #fff);
      }
      .veiled .scale {
        visibility: hidden;
      }
      .comment {
        grid-column: 2 / -1;
        overflow-wrap: anywhere;
      }
      .veil {
        padding: 6px 12px;
        border-radius: var(--round);
        color: var(--accent);
        font-weight: var(--strong);
      }
      .veil:hover {
        background: var(--wash);
      }
    `]}static getConfigForm(){return M({name:`grades`,selector:{number:{min:1,max:50,mode:`box`}}},{name:`discreet`,selector:{boolean:{}}})}heading(e){return`${this.strings.grades.title} – ${e.name}`}tools(){if(this.config?.discreet!==!0)return w;let{show:e,hide:t}=this.strings.grades,n=this.unveiled===!0;return S`<button
      class="veil"
      aria-pressed=${n?`true`:`false`}
      @click=${()=>{this.unveiled=!n}}
    >
      ${n?t:e}
    </button>`}content(e,t){let{strings:n}=this;if(!this.isFollowed(t))return S`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.book,a=this.config?.discreet===!0&&this.unveiled!==!0;return S`
      ${A(i,()=>S`<p class="error" role="alert">${i}</p>`)}
      ${r===void 0?A(i===void 0,()=>S`<p class="empty waiting">${n.loading}</p>`):Wt(r)?S`<p class="empty">
                ${n.grades.none.replace(`{period}`,r.period)}
              </p>`:S`<div class=${a?`parts veiled`:`parts`}>
                ${this.averages(e,t,r)} ${this.last(e,r)}
              </div>`}
    `}isFollowed(e){return this.followed.some(([t,n])=>e.entity(t,n)!==void 0)}version(e){return this.watched().map(t=>e.states[t]?.last_updated).join()}sensors(e,t){let n=/* @__PURE__ */ new Map,r=t.entity(`sensor`,`overall_average`);r!==void 0&&n.set(``,r);for(let r of t.entities(`sensor`,`subject_average`)){let t=e.states[r]?.attributes.subject;typeof t==`string`&&n.set(t,r)}return n}curve(e,t,n){let r=this.sensors(e,t).get(n);return r===void 0?void 0:this.curves.value?.get(r)}averages(e,t,n){let r=this.strings.grades;return S`<section>
      ${A(n.overall!==null,()=>S`<div class="overall">
            <p>
              <span class="faint">${r.overall}, ${n.period}</span><br />
              <b class="figure">${G(e,n.overall)}</b>
              <small>/ ${W(e,n.out_of)}</small><br />
              ${A(n.class_overall!==null,()=>S`<span class="faint"
                    >${r.class}
                    ${G(e,n.class_overall)}</span
                  >`)}
            </p>
            ${Nt(this.curve(e,t,``))}
          </div>`)}
      <h3>${r.subjects}</h3>
      <ul>
        ${n.subjects.filter(({average:e})=>e!==null).map(n=>this.subject(e,n,this.curve(e,t,n.subject)))}
      </ul>
    </section>`}subject(e,t,n){let r=this.strings.grades;return S`<li class="subject" style=${J(t.colour)}>
      <span class="bar"></span>
      <span class="name"
        >${t.subject}
        ${A(t.class_average!==null,()=>S`<span class="small"
              >${r.class}
              ${G(e,t.class_average)}</span
            >`)}</span
      >
      <span>${Nt(n)}</span>
      <span class="value figure"
        >${G(e,t.average)}${Ut(e,t.out_of,20)}</span
      >
    </li>`}last(e,t){let n=new Map(t.subjects.map(({subject:e,colour:t})=>[e,t])),r=t.grades.slice(0,this.config?.grades??Bt);return S`<section>
      <h3>${this.strings.grades.last}</h3>
      <ul>
        ${r.map(t=>this.grade(e,t,n.get(t.subject??``)))}
      </ul>
    </section>`}grade(e,t,n){let r=this.strings.grades,i=[z(e,t.date,{day:`numeric`,month:`short`}),t.title??``,t.coefficient===1?``:`${r.coefficient} ${W(e,t.coefficient)}`,t.optional?r.optional:``,t.bonus?r.bonus:``].filter(Boolean);return S`<li class="grade" style=${J(n)}>
      <span class="bar"></span>
      <span class="name"
        >${t.subject}<span class="small">${i.join(` · `)}</span></span
      >
      <span class="value figure"
        >${t.value===null?r.codes[t.code??``]??`–`:S`${W(e,t.value)}${Ut(e,t.out_of,20)}`}</span
      >
      ${this.context(e,t)}
      ${A(t.comment,()=>S`<span class="small comment">${t.comment}</span>`)}
    </li>`}context(e,{value:t,out_of:n,lowest:r,highest:i,class_average:a}){if(a===null||!n)return w;let o=e=>`inset-inline-start: ${Math.min(100,Math.max(0,e/n*100))}%`,s=this.strings.grades,c=r===null||i===null?``:` (${W(e,r)} – ${W(e,i)})`,l=`${s.class} ${W(e,a)}${c}`;return S`<span class="scale" role="img" aria-label=${l} title=${l}>
        ${r===null||i===null?w:S`<span
                class="class"
                style="${o(r)}; inset-inline-end: ${100-Math.min(100,i/n*100)}%"
              ></span>`}
        <i style=${o(a)}></i>
        ${t===null?w:S`<i class="own" style=${o(t)}></i>`}
      </span>
      <span class="small comment" aria-hidden="true">${l}</span>`}};function Ut(e,t,n){return t===null||t===n?w:S`<small> /${W(e,t)}</small>`}function Wt(e){return e.grades.length===0&&e.overall===null}var Gt=`M16.5 6v11.5a4 4 0 0 1-8 0V5a2.5 2.5 0 0 1 5 0v10.5a1 1 0 0 1-2 0V6H10v9.5a2.5 2.5 0 0 0 5 0V5a4 4 0 0 0-8 0v12.5a5.5 5.5 0 0 0 11 0V6z`,Kt=`M14 3v2h3.59l-9.83 9.83 1.41 1.41L19 6.41V10h2V3m-2 16H5V5h7V3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-7h-2z`;function qt(e){let t=e.filter(e=>e!==null);return t.length===0?w:S`<ul class="files">
    ${t.map(e=>{let t=S`<svg viewBox="0 0 24 24" aria-hidden="true">
        <path d=${e.kind===`file`?Gt:Kt} />
      </svg>`;return S`<li>
        ${Jt(e.url)?S`<a href=${e.url} target="_blank" rel="noopener noreferrer"
                >${t}<span>${e.name}</span></a
              >`:S`<span>${t}<span>${e.name}</span></span>`}
      </li>`})}
  </ul>`}function Jt(e){return e!==null&&/^(https?:\/\/|\/api\/)/i.test(e)}function Yt(e,t,n){return e.connection.subscribeMessage(n,{type:`todo/item/subscribe`,entity_id:t})}async function Xt(e,t,n,r){await e.callService(`todo`,`update_item`,{item:n,status:r?`completed`:`needs_action`},{entity_id:t})}var Zt=14,Qt=class extends N{constructor(...e){super(...e),this.followed=[[`todo`,`homework`]],this.clock=new P(this),this.homework=new V(this,()=>{let{hass:e,child:t}=this,n=t?.entity(`todo`,`homework`);if(e===void 0||t===void 0||n===void 0)return;let r=this.today(e),i=I(r,-14),a=I(r,this.config?.days??Zt);return{key:`${n} ${i} ${a}`,watch:t=>Yt(e,n,t),load:()=>It(e,t.device,i,a)}})}static{this.properties={...N.properties,refusal:{state:!0}}}static{this.styles=[j,o`
      .days {
        columns: 340px;
        column-gap: 32px;
      }
      .day {
        margin-bottom: 20px;
        break-inside: avoid;
      }
      .day:last-child {
        margin-bottom: 0;
      }
      h3 {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        padding-bottom: 4px;
        border-bottom: 1px solid var(--line);
        font-weight: var(--strong);
      }
      h3 span:first-child::first-letter {
        text-transform: uppercase;
      }
      h3 .left {
        color: var(--faint);
        font-weight: var(--ha-font-weight-normal, 400);
      }
      .late h3 {
        color: var(--alarm);
      }
      .work {
        display: grid;
        grid-template-columns: 40px minmax(0, 1fr);
        padding: 8px 0 4px;
      }
      label {
        display: grid;
        place-items: center start;
        width: 40px;
        height: 28px;
        cursor: pointer;
      }
      input {
        width: 22px;
        height: 22px;
        margin: 0;
        accent-color: var(--accent);
        cursor: pointer;
      }
      h4 {
        padding-inline-start: 10px;
        border-inline-start: 4px solid var(--colour, var(--line));
        border-radius: 2px;
        font-size: var(--large);
        font-weight: var(--strong);
        line-height: 28px;
        overflow-wrap: anywhere;
      }
      .work p {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .work .marks {
        color: var(--faint);
        font-size: var(--small);
      }
      .done h4,
      .done p {
        color: var(--faint);
      }
      .done h4 {
        text-decoration: line-through;
        border-inline-start-color: var(--line);
      }
      .files {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin: 6px 0 2px;
      }
      .files li {
        min-width: 0;
      }
      .files li > * {
        display: flex;
        align-items: center;
        gap: 4px;
        padding: 5px 10px 5px 6px;
        border-radius: 16px;
        background: var(--wash);
        color: var(--ink);
        text-decoration: none;
      }
      .files a:hover {
        background: color-mix(in srgb, var(--accent) 16%, transparent);
      }
      .files span span,
      .files a span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .files svg {
        flex: none;
        width: 18px;
        height: 18px;
        fill: var(--faint);
      }
      .note {
        margin-top: 16px;
        color: var(--faint);
        font-size: var(--small);
      }
    `]}static getConfigForm(){return M({name:`days`,selector:{number:{min:1,max:30,mode:`box`}}},{name:`hide_done`,selector:{boolean:{}}})}heading(e){return`${this.strings.homework.title} – ${e.name}`}content(e,t){let{strings:n}=this,r=t.entity(`todo`,`homework`);if(r===void 0)return S`<p class="empty">${n.notFollowed}</p>`;let i=this.refusal??this.homework.error,{value:a}=this.homework,o=a&&this.shown(e,a);return S`
      ${A(i,()=>S`<p class="error" role="alert">${i}</p>`)}
      ${o===void 0?A(i===void 0,()=>S`<p class="empty waiting">${n.loading}</p>`):o.length===0?S`<p class="empty">${n.homework.none}</p>`:S`<div class="days">${this.days(e,r,o)}</div>
                ${A(e.states[r]?.attributes.ticks===`home_assistant`,()=>S`<p class="note">${n.homework.atHome}</p>`)}`}
    `}today(e){return R(e,this.clock.now)}shown(e,t){let n=this.today(e),r=this.config?.hide_done===!0;return t.filter(({due:e,done:t})=>!t||e>=n&&!r)}days(e,t,n){let r=this.today(e);return[...B(n,({due:e})=>e<r?``:e)].sort(([e],[t])=>e.localeCompare(t)).map(([n,i])=>{let a=i.filter(e=>!e.done).reduce((e,t)=>e+(t.duration??0),0);return S`<section class=${n===``?`day late`:`day`}>
          <h3>
            <span>${this.dayName(e,n,r)}</span>
            ${A(a,()=>S`<span class="left">${U(a)}</span>`)}
          </h3>
          <ul>
            ${i.map(r=>this.work(e,t,r,n===``))}
          </ul>
        </section>`})}dayName(e,t,n){if(t===``)return this.strings.homework.late;let r=z(e,t,{weekday:`long`,day:`numeric`,month:`long`}),i=et(this.strings,t,n);return i===void 0?r:`${i}, ${r}`}work(e,t,n,r){let i=this.strings.homework,a=n.subject??i.work,o=[r?z(e,n.due,{day:`numeric`,month:`short`}):``,n.duration?U(n.duration):``,i.difficulties[n.difficulty??``]??``,i.returns[n.returned_as??``]??``].filter(Boolean);return S`<li class=${n.done?`work done`:`work`}>
      <label>
        <input
          type="checkbox"
          aria-label="${i.done} ${a}"
          .checked=${n.done}
          @change=${r=>void this.tick(e,t,n,r.target.checked)}
        />
      </label>
      <div>
        <h4 style=${J(n.colour)}>${a}</h4>
        <p>${n.text}</p>
        ${A(o.length,()=>S`<p class="marks">${o.join(` · `)}</p>`)}
        ${qt([...n.attachments,n.handed_in,n.corrected])}
      </div>
    </li>`}async tick(e,t,n,r){this.refusal=void 0,this.assume(n,r);try{await Xt(e,t,n.key,r)}catch(e){this.refusal=tt(e),this.assume(n,!r)}}assume(e,t){let{value:n}=this.homework;n!==void 0&&this.homework.assume(n.map(n=>n.key===e.key?{...n,done:t}:n))}},$t=`M15.41 7.41 14 6l-6 6 6 6 1.41-1.41L10.83 12z`,en=`M8.59 16.59 10 18l6-6-6-6-1.41 1.41L13.17 12z`,tn=class{constructor(e){this.host=e,this.steps=0}get chosen(){return this.steps!==0}monday(e){return I(L(e),7*this.steps)}step(e){this.steps=e===0?0:this.steps+e,this.host.requestUpdate()}render(e,t,n,r){let i=$e(e,n,r);return S`<nav class="weeks">
      ${this.arrow(t.previousWeek,$t,-1)}
      ${this.chosen?S`<button
              class="which"
              title=${t.thisWeek}
              @click=${()=>this.step(0)}
            >
              <span aria-live="polite">${i}</span>
            </button>`:S`<span class="which" aria-live="polite"
              ><span class="hidden">${t.thisWeek}, </span>${i}</span
            >`}
      ${this.arrow(t.nextWeek,en,1)}
    </nav>`}arrow(e,t,n){return S`<button
      class="step"
      aria-label=${e}
      title=${e}
      @click=${()=>this.step(n)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${t} /></svg>
    </button>`}};function X(e,t,n,r,i){return e.connection.subscribeMessage(e=>i(e.events??[]),{type:`calendar/event/subscribe`,entity_id:t,start:`${n}T00:00:00`,end:`${I(r,1)}T00:00:00`})}var nn=class extends N{constructor(...e){super(...e),this.clock=new P(this),this.weeks=new tn(this),this.menus=new V(this,()=>{let{hass:e,child:t}=this,n=t?.entity(`calendar`,`menus`);if(e===void 0||t===void 0||n===void 0)return;let r=this.monday(e),i=I(r,6);return{key:`${n} ${r}`,watch:t=>X(e,n,r,i,t),load:()=>Pt(this.hass??e,t.device,r,i)}})}static{this.styles=[j,o`
      .days {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
        gap: 12px;
      }
      .day {
        padding: 12px;
        border-radius: var(--round);
        background: var(--wash);
      }
      .day.today {
        background: color-mix(in srgb, var(--accent) 14%, transparent);
      }
      h3 {
        margin-bottom: 8px;
        font-weight: var(--strong);
      }
      .today h3 {
        color: var(--accent);
      }
      h3::first-letter {
        text-transform: uppercase;
      }
      h4 {
        margin-top: 12px;
        color: var(--faint);
      }
      dt {
        margin-top: 8px;
        color: var(--faint);
        font-size: var(--small);
      }
      dd {
        overflow-wrap: anywhere;
        hyphens: auto;
      }
      .labels {
        display: flex;
        flex-wrap: wrap;
        gap: 0 8px;
        color: var(--faint);
        font-size: var(--small);
      }
      .labels li::before {
        content: "";
        display: inline-block;
        width: 8px;
        height: 8px;
        margin-inline-end: 4px;
        border-radius: 50%;
        background: var(--colour, var(--line));
      }
      @container (max-width: 640px) {
        .days {
          grid-auto-flow: row;
        }
      }
    `]}static getConfigForm(){return M({name:`allergens`,selector:{boolean:{}}})}heading(e){return`${this.strings.menu.title} – ${e.name}`}tools(e){let t=this.monday(e);return this.weeks.render(e,this.strings,t,I(t,4))}content(e,t){let{strings:n}=this;if(t.entity(`calendar`,`menus`)===void 0)return S`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.menus;return S`
      ${i===void 0?w:S`<p class="error" role="alert">${i}</p>`}
      ${r===void 0?i===void 0?S`<p class="empty waiting">${n.loading}</p>`:w:r.length===0?S`<p class="empty">${n.menu.none}</p>`:this.days(e,r)}
    `}monday(e){let t=R(e,this.clock.now);return this.weeks.monday(Ze(t)>5?I(t,2):t)}days(e,t){let n=R(e,this.clock.now);return S`<ol class="days">
      ${[...B(t,e=>e.date)].sort().map(([t,r])=>S`<li class=${t===n?`day today`:`day`}>
            <h3>
              ${z(e,t,{weekday:`long`,day:`numeric`,month:`short`})}
              ${t===n?S`<span class="hidden">(${this.strings.today})</span>`:w}
            </h3>
            ${r.map(e=>this.meal(e,r.length>1))}
          </li>`)}
    </ol>`}meal(e,t){let n=this.strings.menu,r=B(e.dishes,e=>e.course);return S`
      ${t?S`<h4>${e.name??n[e.meal]}</h4>`:w}
      <dl>
        ${[...r].map(([e,t])=>S`
            <dt>${n.courses[e]??e}</dt>
            ${t.map(e=>this.dish(e))}
          `)}
      </dl>
    `}dish(e){let t=[...e.labels,...this.config?.allergens===!0?e.allergens:[]];return S`<dd>
      ${e.name}
      ${t.length===0?w:S`<ul class="labels">
              ${t.map(e=>rn(e))}
            </ul>`}
    </dd>`}};function rn(e){return S`<li style=${J(e.colour)}>${e.name}</li>`}var an=class{constructor(e,t){this.host=e,this.width=t,this.value=!0,this.observer=new ResizeObserver(([e])=>{if(e===void 0||e.contentRect.width===0)return;let t=e.contentRect.width<this.width;t!==this.value&&(this.value=t,this.host.requestUpdate())}),e.addController(this)}hostConnected(){this.value=this.host.clientWidth<this.width,this.observer.observe(this.host)}hostDisconnected(){this.observer.disconnect()}};function on(e,t,n,r){let i=[];return{key:`${t} ${n} ${r}`,watch:a=>X(e,t,n,r,e=>{i=e,a()}),load:()=>Promise.resolve(sn(i))}}function sn(e){let t=/* @__PURE__ */ new Map;for(let{start:n,end:r,summary:i}of e){let e=I(r.slice(0,10),-1);for(let r of Qe(n.slice(0,10),e))t.set(r,i)}return t}function Z(e,t){let{lesson:n,study:r}=e.timetable;return t.subject===null?t.study_hour?r:t.memo?t.memo:ln(e,t)??n:t.subject}function cn(e,t){let n=t.status===`normal`&&!t.test&&!t.exempted?void 0:ln(e,t);return n===Z(e,t)?void 0:n}function ln(e,t){let n=e.timetable.statuses[un(t)];return e.schoolsOwn?t.status_text??n:n??t.status_text??void 0}function un(e){return e.held?e.exempted?`exempted`:e.test&&e.status===`normal`?`test`:e.status:e.status}function dn(e,t){return`${H(e,q(t.start))} – ${H(e,q(t.end))}`}function fn(e,t,n,r){if(r===void 0)return;let i=rt(e,K(r),q(r));return(n.held?t.timetable.movedFrom:t.timetable.movedTo).replace(`{moment}`,i)}var Q=60,pn=40,mn=o`
  .grid {
    --hour: clamp(60px, 5.2cqi, 88px);
    display: grid;
    grid-template-columns: auto repeat(var(--days), minmax(0, 1fr));
    font-size: clamp(12px, 1.15cqi, 16px);
  }
  .grid .head {
    padding-bottom: 8px;
    text-align: center;
    color: var(--faint);
    white-space: nowrap;
  }
  .grid .head b {
    display: block;
    width: 2em;
    margin: 2px auto 0;
    border-radius: 1em;
    color: var(--ink);
    font-size: 1.4em;
    font-weight: var(--ha-font-weight-normal, 400);
    line-height: 2em;
  }
  .grid .head.today {
    color: var(--accent);
  }
  .grid .head.today b {
    background: var(--accent);
    color: var(--text-primary-color, #fff);
  }
  .hours,
  .column {
    position: relative;
    height: calc(var(--hour) * var(--hours));
  }
  .hours {
    grid-column: 1;
    color: var(--faint);
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
  }
  .hours > span {
    display: block;
    height: var(--hour);
    padding-inline-end: 8px;
    text-align: end;
    transform: translateY(-0.7em);
  }
  .column {
    border-inline-start: 1px solid var(--line);
    background: repeating-linear-gradient(
      var(--line) 0 1px,
      transparent 1px var(--hour)
    );
  }
  .column.off {
    background: repeating-linear-gradient(
      -45deg,
      var(--wash) 0 6px,
      transparent 6px 14px
    );
  }
  .column .holiday {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 8px;
    color: var(--faint);
    text-align: center;
    text-wrap: balance;
    overflow-wrap: anywhere;
    hyphens: auto;
  }
  .column > ol {
    position: absolute;
    inset: 0;
    margin-inline: 3px;
  }
  .column li {
    position: absolute;
    top: calc(var(--hour) * var(--from));
    height: calc(var(--hour) * var(--long));
    inset-inline-start: calc(100% / var(--lanes, 1) * var(--lane, 0));
    width: calc(100% / var(--lanes, 1));
    padding: 1px;
    box-sizing: border-box;
  }
  .column .break {
    display: grid;
    place-items: center;
    color: var(--faint);
    font-size: 0.92em;
    text-align: center;
  }
  .column .lesson {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    width: 100%;
    height: 100%;
    overflow: hidden;
    padding: 3px 6px 3px 8px;
    border-inline-start: 4px solid var(--colour, var(--faint));
    border-radius: 6px;
    background: color-mix(
      in srgb,
      var(--colour, var(--faint)) 20%,
      var(--card-background-color, #fff)
    );
    text-align: start;
    line-height: 1.25;
  }
  .column .lesson:hover {
    background: color-mix(
      in srgb,
      var(--colour, var(--faint)) 32%,
      var(--card-background-color, #fff)
    );
  }
  .column .lesson .what {
    font-weight: var(--strong);
    overflow-wrap: anywhere;
    hyphens: auto;
  }
  .column .lesson .what,
  .column .lesson .where {
    display: -webkit-box;
    flex: none;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .column .lesson .where {
    color: var(--faint);
    font-size: 0.92em;
    -webkit-line-clamp: 1;
  }
  .column .lesson .remark {
    flex: none;
    overflow: hidden;
    font-size: 0.92em;
    font-weight: var(--strong);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .column .lesson s {
    color: var(--faint);
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .column .lesson .remark::before {
    content: "";
    display: inline-block;
    width: 0.55em;
    height: 0.55em;
    margin-inline-end: 0.4em;
    border-radius: 50%;
    background: var(--accent);
  }
  .column .lesson.not-held .remark::before {
    background: var(--alarm);
  }
  .column .lesson.missed {
    border-inline-start-style: dashed;
    background: var(--card-background-color, #fff);
    box-shadow: inset 0 0 0 1px var(--line);
  }
  .column .lesson.missed .what,
  .column .lesson.missed .where {
    color: var(--faint);
  }
  .lesson.not-held .what {
    text-decoration: line-through;
    text-decoration-thickness: 2px;
  }
  .column .lesson.past {
    opacity: 0.65;
  }
  .column .now {
    position: absolute;
    z-index: 1;
    top: calc(var(--hour) * var(--from) - 1px);
    inset-inline: 0;
    height: 2px;
    background: var(--alarm);
    pointer-events: none;
  }
  .column .now::before {
    content: "";
    position: absolute;
    top: -4px;
    inset-inline-start: -5px;
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--alarm);
  }
`;function hn(e,t){return[`lesson`,e.held?``:`not-held`,e.attended?``:`missed`,Date.parse(e.end)<=+t?`past`:``].filter(Boolean).join(` `)}function gn(e,t){let n=t.flatMap(t=>e.days.get(t)??[]),r=Math.floor(Math.min(...n.map(({start:e})=>q(e)))/Q),i=Math.max(...n.map(({end:e})=>q(e)))/Q,a=Array.from({length:Math.ceil(i)-r},(e,t)=>r+t);return S`<div
    class="grid"
    style="--days: ${t.length}; --hours: ${i-r}"
  >
    <span></span>
    ${t.map(t=>S`<h3
          class=${t===e.today?`head today`:`head`}
          id="day-${t}"
        >
          ${z(e.hass,t,{weekday:`short`})}
          <b>${z(e.hass,t,{day:`numeric`})}</b>
        </h3>`)}
    <div class="hours" aria-hidden="true">
      ${a.map(t=>S`<span>${H(e.hass,t*Q)}</span>`)}
    </div>
    ${t.map(t=>vn(e,t,r*Q))}
  </div>`}function _n(e,t,n){return`--from: ${(e-n)/Q}; --long: ${(t-e)/Q};`}function vn(e,t,n){let r=e.days.get(t)??[],i=r.length===0?e.holidays.get(t):void 0;return S`<div class=${i===void 0?`column`:`column off`}>
    ${i===void 0?w:S`<p class="holiday">${i}</p>`}
    <ol aria-labelledby="day-${t}">
      ${lt(r).map(t=>yn(e,t,n))}
      ${ft(r,pn).map(t=>S`<li class="break" style=${_n(t.start,t.end,n)}>
            <span>
              ${t.lunch?e.strings.timetable.lunch:U(t.end-t.start)}
            </span>
          </li>`)}
    </ol>
    ${t===e.today?bn(e,r,n):w}
  </div>`}function yn(e,t,n){let{hass:r,strings:i}=e,{lesson:a,lane:o,lanes:s}=t,c=fn(r,i,a,e.moves.get(a))??cn(i,a),l=gt(a,e.announced)?.subject;return S`<li style="${_n(q(a.start),q(a.end),n)} --lane: ${o}; --lanes: ${s}">
    <button
      class=${hn(a,e.now)}
      style=${J(a.colour)}
      title=${c??w}
      @click=${()=>e.open(a)}
    >
      <span class="hidden">${dn(r,a)}</span>
      <span class="what">${Z(i,a)}</span>
      ${A(c,()=>S`<span class="remark"
            >${c} ${A(l,()=>S`<s>${l}</s>`)}</span
          >`)}
      <span class="where"
        >${[...a.rooms,...a.teachers].join(` · `)}</span
      >
    </button>
  </li>`}function bn(e,t,n){let[r]=t;if(r===void 0)return w;let i=at(e.now,r.start),a=Math.max(...t.map(({end:e})=>q(e)));return i<q(r.start)||i>a?w:S`<div class="now" style=${_n(i,i,n)}></div>`}var xn=o`
  .strip {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    gap: 4px;
    margin-bottom: 12px;
  }
  .strip button {
    padding: 6px 0;
    border-radius: var(--round);
    color: var(--faint);
    font-size: var(--small);
    line-height: 1.3;
    text-align: center;
  }
  .strip b {
    display: block;
    color: var(--ink);
    font-size: var(--large);
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .strip button:hover {
    background: var(--wash);
  }
  .strip .free b {
    color: var(--faint);
  }
  .strip .today,
  .strip .today b {
    color: var(--accent);
  }
  .strip button[aria-pressed="true"] {
    background: color-mix(in srgb, var(--accent) 14%, transparent);
  }
  .day-head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    margin-bottom: 8px;
  }
  .day-head h3 {
    font-size: var(--large);
    font-weight: var(--strong);
  }
  .day-head h3::first-letter {
    text-transform: uppercase;
  }
  .day-head p {
    color: var(--faint);
  }
  .agenda {
    font-size: var(--large);
  }
  .agenda .lesson {
    display: grid;
    grid-template-columns: var(--time) 4px minmax(0, 1fr);
    gap: 0 10px;
    width: calc(100% + 16px);
    margin-inline: -8px;
    padding: 7px 8px;
    border-radius: var(--round);
    line-height: 1.3;
    text-align: start;
  }
  .agenda .lesson:hover {
    background: var(--wash);
  }
  .agenda .lesson.present {
    background: color-mix(in srgb, var(--accent) 12%, transparent);
  }
  .agenda .when {
    font-variant-numeric: tabular-nums;
  }
  .agenda .when small,
  .agenda .more {
    display: block;
    color: var(--faint);
    font-size: var(--medium);
  }
  .agenda .bar {
    border-radius: 2px;
    background: var(--colour, var(--faint));
  }
  .agenda .what {
    font-weight: var(--strong);
    overflow-wrap: anywhere;
  }
  .agenda .missed .what,
  .agenda .missed .when {
    color: var(--faint);
  }
  .agenda .missed .bar {
    opacity: 0.4;
  }
  .agenda .past {
    opacity: 0.65;
  }
  .agenda .remark {
    display: block;
    font-size: var(--medium);
    font-weight: var(--strong);
    color: var(--accent);
  }
  .agenda .not-held .remark {
    color: var(--alarm);
  }
  .agenda .break {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 2px 0;
    padding-inline-start: calc(var(--time) + 24px);
    color: var(--faint);
  }
  .agenda .break span {
    font-size: var(--medium);
  }
  .agenda .break::after {
    content: "";
    flex: 1;
    border-top: 1px solid var(--line);
  }
  .agenda .break.now {
    color: var(--alarm);
  }
  .agenda .break.now::after {
    border-top: 2px solid var(--alarm);
  }
`;function Sn(e,t,n,r){let{hass:i,strings:a}=e,o=e.days.get(n)??[],s=o.filter(e=>e.attended),c=et(a,n,e.today),l=z(i,n,{weekday:`long`,day:`numeric`,month:`long`});return S`
    <div class="strip" role="group" aria-label=${a.timetable.days}>
      ${t.map(t=>S`<button
            class="${t===e.today?`today`:``} ${e.days.has(t)?``:`free`}"
            aria-pressed=${t===n?`true`:`false`}
            aria-label=${z(i,t,{weekday:`long`,day:`numeric`,month:`long`})}
            @click=${()=>r(t)}
          >
            ${z(i,t,{weekday:`short`})}
            <b>${z(i,t,{day:`numeric`})}</b>
          </button>`)}
    </div>
    <div class="day-head" aria-live="polite">
      <h3>${c===void 0?l:`${c}, ${l}`}</h3>
      ${s.length===0?w:S`<p>${Cn(e,s)}</p>`}
    </div>
    ${o.length===0?S`<p class="empty">
            ${e.holidays.get(n)??a.timetable.freeDay}
          </p>`:S`<ol class="agenda" style="--time: ${Dn(i)}em">
            ${wn(e,n,o)}
          </ol>`}
  `}function Cn(e,t){let n=Math.min(...t.map(({start:e})=>q(e))),r=Math.max(...t.map(({end:e})=>q(e)));return`${H(e.hass,n)} – ${H(e.hass,r)}`}function wn(e,t,n){let r=ft(n);return n.map(n=>{let i=q(n.start),a=r.find(({end:e})=>e===i);return S`${a===void 0?w:Tn(e,t,a,n)}
    ${En(e,n)}`})}function Tn(e,t,n,r){let i=at(e.now,r.start),a=t===e.today&&i>=n.start&&i<n.end,o=e.strings.timetable;return S`<li class=${a?`break now`:`break`}>
    <span>
      ${n.lunch?o.lunch:o.pause} ·
      ${U(n.end-n.start)}
    </span>
  </li>`}function En(e,t){let{hass:n,strings:r}=e,i=+e.now,a=Date.parse(t.start)<=i&&i<Date.parse(t.end),o=cn(r,t),s=fn(n,r,t,e.moves.get(t)),c=gt(t,e.announced)?.subject;return S`<li>
    <button
      class="${hn(t,e.now)} ${a&&t.attended?`present`:``}"
      style=${J(t.colour)}
      aria-current=${a&&t.attended?`time`:w}
      @click=${()=>e.open(t)}
    >
      <span class="when">
        ${H(n,q(t.start))}
        <small>${H(n,q(t.end))}</small>
      </span>
      <span class="bar"></span>
      <span>
        <span class="what">${Z(r,t)}</span>
        ${o===void 0?w:S`<span class="remark">${o}</span>`}
        <span class="more"
          >${[...t.rooms,...t.teachers].join(` · `)}</span
        >
        ${s===void 0?w:S`<span class="more">${s}</span>`}
        ${c?S`<s class="more">${c}</s>`:w}
        ${t.memo===null||t.subject===null?w:S`<span class="more">${t.memo}</span>`}
      </span>
    </button>
  </li>`}function Dn(e){return .58*H(e,1320).length}var On=o`
  dialog {
    box-sizing: border-box;
    width: min(420px, calc(100vw - 32px));
    padding: 24px;
    border: none;
    border-top: 6px solid var(--colour, var(--accent));
    border-radius: var(--ha-card-border-radius, 12px);
    background: var(--card-background-color, #fff);
    color: var(--ink);
    font-size: var(--large);
    line-height: 1.5;
    box-shadow: 0 8px 40px rgb(0 0 0 / 30%);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  dialog h3 {
    margin-bottom: 4px;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
  }
  dialog p {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  dialog .faint {
    color: var(--faint);
  }
  dialog .remark {
    font-weight: var(--strong);
    color: var(--accent);
  }
  dialog .not-held .remark {
    color: var(--alarm);
  }
  dialog .memo {
    margin-top: 12px;
  }
  dialog a {
    color: var(--accent);
  }
  dialog .close {
    display: block;
    margin: 16px 0 0 auto;
    padding: 8px 16px;
    border-radius: var(--round);
    color: var(--accent);
    font-weight: var(--strong);
  }
  dialog .close:hover {
    background: var(--wash);
  }
`;function kn(e,t,n){let{hass:r,strings:i}=e,a=z(r,K(t.start),{weekday:`long`,day:`numeric`,month:`long`}),o=cn(i,t),s=fn(r,i,t,e.moves.get(t)),c=gt(t,e.announced)?.subject,l=t.links.filter(({url:e})=>/^https?:\/\//i.test(e));return S`<dialog
    aria-labelledby="lesson"
    style=${J(t.colour)}
    @close=${n}
    @click=${e=>{e.target===e.currentTarget&&e.currentTarget.close()}}
  >
    <div class=${t.held?``:`not-held`}>
      <h3 id="lesson">${Z(i,t)}</h3>
      <p>${a}, ${dn(r,t)}</p>
      ${o===void 0?w:S`<p class="remark">${o}</p>`}
      ${s===void 0?w:S`<p>${s}</p>`}
      ${c?S`<p><s>${c}</s></p>`:w}
      ${[t.rooms,t.teachers,t.groups].map(e=>e.length===0?w:S`<p class="faint">${e.join(`, `)}</p>`)}
      ${t.memo===null?w:S`<p class="memo">${t.memo}</p>`}
      ${l.map(({url:e,label:t})=>S`<p class="memo">
            <a href=${e} target="_blank" rel="noopener noreferrer"
              >${t??e}</a
            >
          </p>`)}
    </div>
    <form method="dialog">
      <button class="close">${i.close}</button>
    </form>
  </dialog>`}var An=620,jn=class extends N{constructor(...e){super(...e),this.followed=[[`sensor`,`first_lesson_next_school_day`]],this.clock=new P(this),this.narrow=new an(this,An),this.weeks=new tn(this),this.near=new V(this,()=>{if(this.hass===void 0)return;let e=L(this.today(this.hass));return this.lessons(e,I(e,13))}),this.far=new V(this,()=>{if(this.hass===void 0)return;let e=this.monday(this.hass);return this.isNear(this.hass,e)?void 0:this.lessons(e,I(e,6))}),this.holidays=new V(this,()=>{let{hass:e,child:t}=this;if(e===void 0||t===void 0)return;let n=He(e,t,`calendar`,`holidays`);if(n===void 0)return;let r=this.monday(e);return on(e,n,r,I(r,6))}),this.moved=new V(this,()=>{let{hass:e,child:t}=this,n=t?.entity(`event`,`lesson`);if(e===void 0||n===void 0)return;let r=I(this.today(e),-10),i=[];return{key:`${n} ${r}`,watch:t=>St(e,[n],/* @__PURE__ */ new Date(`${r}T00:00:00`),e=>{i=e,t()}),load:()=>Promise.resolve(wt(i))}})}static{this.properties={...N.properties,opened:{state:!0},chosen:{state:!0}}}static{this.styles=[j,mn,xn,On]}static getConfigForm(){return M({name:`view`,selector:{select:{mode:`dropdown`,options:[`auto`,`week`,`day`].map(e=>({value:e,label:Ke().timetable.views[e]}))}}})}getCardSize(){return 10}tools(e){let t=this.days(e);return this.weeks.render(e,this.strings,t[0],t.at(-1))}content(e,t){let{strings:n}=this;if(t.entity(`calendar`,`lessons`)===void 0)return S`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.live(e);return S`
      ${i===void 0?w:S`<p class="error" role="alert">${i}</p>`}
      ${r===void 0?i===void 0?S`<p class="empty waiting">${n.loading}</p>`:w:this.week(e,r)}
    `}updated(e){e.has(`opened`)&&this.opened!==void 0&&this.renderRoot.querySelector(`dialog`)?.showModal()}week(e,t){let n={hass:e,strings:this.strings,days:st(ot(t)),announced:t,moves:mt(t,this.moved.value),holidays:this.holidays.value??/* @__PURE__ */ new Map,now:this.clock.now,today:this.today(e),open:e=>{this.opened=e}},r=this.days(e);return S`
      ${this.showsDay?this.oneDay(n,r):this.wholeWeek(n,r)}
      ${this.opened===void 0?w:kn(n,this.opened,()=>{this.opened=void 0})}
    `}wholeWeek(e,t){if(t.some(t=>e.days.has(t)))return gn(e,t);let[n]=t.map(t=>e.holidays.get(t)).filter(e=>e!==void 0);return S`<p class="empty">
      ${n??this.strings.timetable.freeWeek}
    </p>`}oneDay(e,t){return Sn(e,t,this.day(e.hass),e=>{this.chosen=e})}get showsDay(){let e=this.config?.view??`auto`;return e===`auto`?this.narrow.value:e===`day`}today(e){return R(e,this.clock.now)}dayAhead(e){let t=ct(this.near.value??[],this.clock.now);if(t!==void 0)return t;let n=this.child?.entity(`sensor`,`first_lesson_next_school_day`),r=Date.parse(e.states[n??``]?.state??``);return r>+this.clock.now?R(e,new Date(r)):this.today(e)}monday(e){return this.weeks.monday(this.dayAhead(e))}isNear(e,t){let n=L(this.today(e));return t===n||t===I(n,7)}live(e){return this.isNear(e,this.monday(e))?this.near:this.far}days(e){let t=this.monday(e),n=(this.live(e).value??[]).map(e=>e.start.slice(0,10)).filter(e=>L(e)===t).map(Ze);return Qe(t,I(t,Math.max(...n,5)-1))}day(e){let t=this.days(e);if(this.chosen!==void 0&&t.includes(this.chosen))return this.chosen;let n=this.dayAhead(e);return t.includes(n)?n:t[0]}lessons(e,t){let{hass:n,child:r}=this,i=r?.entity(`calendar`,`lessons`);if(n!==void 0&&r!==void 0&&i!==void 0)return{key:`${i} ${e}`,watch:r=>X(n,i,e,t,r),load:()=>Ft(this.hass??n,r.device,e,t)}}},Mn=`pronote-family`,Nn=`https://github.com/pronote-ha/pronote`;function $(e,t){let n=`${Mn}-${e}`;if(customElements.get(n)!==void 0)return;customElements.define(n,t);let r=()=>Ke()[e];(window.customCards??=[]).push({type:n,get name(){return r().name},get description(){return r().description},preview:!0,documentationURL:Nn})}$(`timetable`,jn),$(`homework`,Qt),$(`grades`,Ht),$(`menu`,nn),$(`changes`,Et);